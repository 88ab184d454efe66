/*
 * The shapes in which mail programs quote, in the languages our writers' programs speak. Every expression is tried on one
 * line, cut to a bound, and has no nested repetition.
 */

const LONGEST_LINE = 300
const short = (line: string | undefined) =>
  (line ?? '')
    .slice(0, LONGEST_LINE)
    .replace(/\u00a0|\u202f/g, ' ')
    .trim()

/** How the line above a quotation begins and ends: "On Monday, Ann wrote:". English, then French and so on; Welsh last. */
const ATTRIBUTIONS: readonly RegExp[] = [
  /^On\b.+\b(wrote|writes|said)\s?:$/i,
  /^Le\b.+\ba écrit\s?:$/i,
  /^(Am|Den|Um)\b.+\b(schrieb|geschrieben)\b.*:$/i,
  /^El\b.+\bescribió\s?:$/i,
  /^(Il\b|In data\b|Il giorno\b).+\bha scritto\s?:$/i,
  /^Op\b.+\b(schreef|geschreven)\b.*:$/i,
  /^(W dniu|Dnia|\S{2,5},? ?\d).+\b(napisał|napisała|napisał\(a\)|pisze)\s?:?.*:$/i,
  /^(Em|A|No dia)\b.+\bescreveu\s?:$/i,
  /^(Den|På|Tor|Ons|Tir|Man|Fre|Lør|Søn|Mån|Tis|Lör|Sön)\b.+\b(skrev|skreiv)\b.*:$/i,
  /^(Ar|Dydd)\b.+\bysgrifennodd\b.*:$/i,
  // No \b: it knows the letters of English alone.
  /^.+\s(kirjoitti|napsal\(a\)|napsal|napísal|napisał\(a\)|napisała?|a scris|yazdı|írta|написал\(а\)|написала?|пише|пишет|написав)\s?:$/iu,
  /^.+(のメール|さんは書きました|写道|寫道|작성)\s?[:：]$/u,
  // A date or an hour, after a day of the week or none, and whose words they are.
  /^(\p{L}{2,12}\.?, )?\d{1,4}[^<>]{4,160}<\s?[^<>\s]{1,120}@[^<>\s]{1,120}\s?>\s?:$/iu,
  // The verb before the date or the name: "Ann <ann@…> schrieb am 2. Mai um 11:53 Uhr:", "2. mai skrev Ann <ann@…>:".
  /^.{2,160}\b(schrieb|skrev|schreef)\b.{0,80}(\d.{0,40}|<[^<>]{3,120}>)\s?:$/i,
  /^\S+@\S+ (wrote|writes|schrieb)\s?:$/i,
  /^.{2,120}\b(wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu|ysgrifennodd)\s?:$/i,
]

const BEGINS = /^(On|Le|Am|Den|El|Il|In data|Op|W dniu|Dnia|Em|På|Ar|Dydd|Em)\b|\d|@/i

/** How an attribution ends, in any language. */
export const ATTRIBUTION_ENDS = /[:：]$/

/** How many lines from here are the one above a quotation (programs break it over up to three); none when they are not. */
export function attributionLines(lines: readonly string[], at: number): number {
  const first = short(lines[at])
  if (first === '' || !BEGINS.test(first)) return attributes(first) ? 1 : 0
  let text = ''
  for (let length = 1; length <= 4; length++) {
    const line = short(lines[at + length - 1])
    // An address broken before its last bracket begins no quotation.
    if (line === '' || (line.startsWith('>') && !/^>\s?:$/.test(line))) return 0
    text = `${text} ${line}`.trim().slice(0, LONGEST_LINE)
    if (!ATTRIBUTION_ENDS.test(line)) continue
    return attributes(text) ? length : 0
  }
  return 0
}

const attributes = (text: string) => ATTRIBUTION_ENDS.test(text) && ATTRIBUTIONS.some(shape => shape.test(text))

/** "-----Original Message-----" and its sisters. */
export function isDivider(line: string): boolean {
  const text = short(line)
  if (/^-{2,4} ?On\b.{6,200}\bwrote ?-{2,4}$/i.test(text)) return true
  if (/^On\b.{2,80}\d{1,2}:\d{2}.{2,120}<\S{1,80}@\S{1,80}> wrote$/i.test(text)) return true
  return /^[-_*\s>]{2,}.{0,3}(original message|original appointment|ursprüngliche nachricht|originalnachricht|message d'origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|wiadomość oryginalna|mensagem original|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|oprindelig besked|neges wreiddiol|reply message|alkuperäinen viesti)[-_*\s]{2,}$/i.test(
    text,
  )
}

/** The names of a header as programs print them above a quotation, by what they are. */
const FROM = /^[*\s]*(from|von|de|da|van|od|från|fra|fraan|lähettäjä|oddi wrth|o|от|差出人|发件人)\s?:[*\s]*\s?\S/i
const SENT =
  /^[*\s]*(sent|date|gesendet|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviada em|fecha|data|inviato|verzonden|wysłano|skickat|skickades|sendt|dato|lähetetty|anfonwyd|dyddiad|отправлено|送信日時|发送时间)\s?:/i
const TO = /^[*\s]*(to|an|à|a|para|aan|do|till|til|vastaanottaja|at|кому|宛先|收件人)\s?:/i
const SUBJECT =
  /^[*\s]*(subject|betreff|objet|asunto|oggetto|onderwerp|temat|assunto|ämne|emne|aihe|pwnc|тема|件名|主题)\s?:/i

/** Whether the header of an older message is printed from here on, as Outlook does: who and when, and to whom or about what. */
export function beginsHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FROM.test(short(lines[at]))) return false
  let when = false
  let what = false
  for (let next = at + 1; next < Math.min(lines.length, at + 12); next++) {
    const line = short(lines[next])
    when ||= SENT.test(line)
    what ||= SUBJECT.test(line) || (TO.test(line) && next - at < 6)
    if (when && what) return true
  }
  return false
}

const FOOTERS: readonly RegExp[] = [
  /^[*_]?(sent|get) (from|via|with|using) (my |a )?.{2,60}$/i,
  /^get outlook for .{2,80}$/i,
  /^sent (from )?outlook( for .{2,40})?$/i,
  /^(von meinem .{2,40} gesendet|gesendet (von|mit) .{2,60}|diese nachricht wurde von meinem .{2,60} gesendet)\.?$/i,
  /^(envoyé (de|depuis|à partir de) (mon |ma )?.{2,60}|télécharger outlook pour .{2,80})\.?$/i,
  /^(enviado (desde|do|de|a partir do) (mi |meu )?.{2,60}|obtener outlook para .{2,80}|obter o outlook para .{2,80})\.?$/i,
  /^(inviato da(l mio)? .{2,60}|scarica outlook per .{2,80})\.?$/i,
  /^(verzonden (vanaf|vanuit|met|via) (mijn )?.{2,60}|outlook voor .{2,40} downloaden.{0,60})\.?$/i,
  /^(wysłane? z (mojego |iphone).{0,60}|pobierz outlook dla .{2,80})\.?$/i,
  /^(skickat från (min )?.{2,60}|sendt fra (min )?.{2,60}|hämta outlook för .{2,80})\.?$/i,
  /^(anfonwyd o('m| fy) .{2,60})\.?$/i,
  /^yahoo mail: search, organi[sz]e, conquer.{0,60}$/i,
]

/** The advertisement a telephone puts under a message. */
export function isMobileFooter(line: string): boolean {
  const text = short(line)
  if (text.length > 160) return false
  if (/^sent from my [^.!?,]{2,40}$/i.test(text)) return true
  const sentFrom = /^[*_]?sent (from|via|using|with) /i.test(text)
  // "Sent from the depot this morning" is somebody's sentence.
  if (
    sentFrom &&
    !/iphone|ipad|android|samsung|galaxy|outlook|mail|windows|blackberry|phone|mobile|huawei|tablet|device|proton|pixel|nokia|xperia|moto|tel|workspace|airmail|spark|hey/i.test(
      text,
    )
  )
    return false
  return FOOTERS.some(shape => shape.test(text))
}
