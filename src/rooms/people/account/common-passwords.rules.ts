/** Passwords of twelve letters and more that attackers try first; shorter ones are refused for their length. Lower case, no spaces. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123123123123 121212121212 112233445566 123456123456 987654321098 111222333444
  qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopas qwertyuiopasdf qwertyqwerty qwerty123456 qwerty1234567 1qaz2wsx3edc
  1qaz2wsx3edc4rfv 1q2w3e4r5t6y 1q2w3e4r5t6y7u zaq12wsxcde3 asdfghjkl123 asdfghjkl1234 asdfasdfasdf zxcvbnm12345 zxcvbnmasdfg
  password1234 password12345 password123456 password2024 password2025 password2026 passwordpassword passw0rd1234 p@ssw0rd1234
  p@ssword1234 pa55word1234 password123! password1234! mypassword123 newpassword1 newpassword123 changeme1234 changemenow1
  letmein12345 letmein123456 letmeinplease welcome12345 welcome123456 welcomehome1 administrator administrator1 admin1234567
  adminadmin12 administrator123 rootrootroot superadmin12 iloveyou1234 iloveyou12345 iloveyouforever trustno1trustno1
  abcdefghijkl abcdefghijklm abcd12345678 abc123abc123 abcabcabcabc football1234 footballfootball liverpool123 liverpool1234
  manchester12 manchesterunited chelsea12345 arsenal12345 princess1234 sunshine1234 monkey123456 dragon123456 superman1234
  batman123456 summer202024 winter202425 january12345 september123 december1234 council12345 councilcouncil helpdesk1234
  servicedesk1 servicedesk12 moothall1234 moothallmoothall correcthorsebatterystaple`.split(/\s+/),
)
