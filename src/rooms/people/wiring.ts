import { Hono } from 'hono'
import { apiRoutes } from '#platform/http/api.ts'
import type { Env } from '#platform/http/env.ts'
import type { JobKind } from '#platform/jobs/define.ts'
import { accountRoutes } from './account/account.routes.tsx'
import { sessionRoutes } from './account/session.routes.tsx'
import { addressRoutes } from './addresses/address.routes.tsx'
import { bankHolidayRoutes } from './bank-holidays/bank-holiday.routes.tsx'
import { colourRoutes } from './branding/colours.routes.ts'
import { logoRoutes } from './branding/logo.routes.tsx'
import { calendarRoutes } from './calendars/calendar.routes.tsx'
import { changeCalendarRoutes } from './calendars/change-calendar.routes.tsx'
import { proofRoutes } from './fresh-proof/proof.routes.tsx'
import type { PeopleHooks } from './hooks.ts'
import { joinersRoutes } from './joiners/joiners.routes.tsx'
import { alikeRoutes } from './onboarding/alike.routes.tsx'
import { onboardingRoutes } from './onboarding/onboarding.routes.tsx'
import { takeOnRoutes } from './onboarding/take-on.routes.tsx'
import { editOrganisationRoutes } from './organisations/edit-organisation.routes.tsx'
import { organisationApi } from './organisations/organisation.api.ts'
import { passkeyRoutes } from './passkeys/passkey.routes.tsx'
import { passkeySignInRoutes } from './passkeys/passkey-sign-in.routes.tsx'
import { answerForgotten } from './passwords/forgotten.jobs.ts'
import { choosePasswordRoutes, forgottenRoutes } from './passwords/forgotten.routes.tsx'
import { leaverRoutes } from './persons/leaver.routes.tsx'
import { managePersonRoutes } from './persons/manage-persons.routes.tsx'
import { personApi } from './persons/person.api.ts'
import { roleMatrixRoutes } from './roles/matrix.routes.tsx'
import { rotaRoutes } from './rotas/rota.routes.tsx'
import { directoryRoutes } from './scim/directory-page.routes.tsx'
import { scimRoutes } from './scim/scim.routes.ts'
import { personSignInRoutes } from './second-factor/person-sign-in.routes.tsx'
import { secondFactorRoutes } from './second-factor/second-factor.routes.tsx'
import { secondStepRoutes } from './sign-in/second-step.routes.tsx'
import { setUpRoutes } from './sign-in/set-up.routes.tsx'
import { signInRoutes } from './sign-in/sign-in.routes.tsx'
import { signInRulesRoutes } from './sign-in-rules/sign-in-rules.routes.tsx'
import { ourKeyRoutes } from './single-sign-on/our-key.routes.ts'
import { providerRoutes } from './single-sign-on/provider.routes.tsx'
import { providerGroupRoutes } from './single-sign-on/provider-groups.routes.tsx'
import { signInWithRoutes } from './single-sign-on/sign-in-with.routes.tsx'
import { signedOutRoutes } from './single-sign-on/signed-out.routes.ts'
import { teamRoutes } from './teams/team.routes.tsx'
import { tokenRoutes } from './tokens/token.routes.tsx'
import { endViewingJob } from './view-as/end-viewing.jobs.ts'
import { viewAsRoutes } from './view-as/view-as.routes.tsx'

/** Every page of this room. What it asks of rooms below it is handed in. */
export const peopleRoutes = (hooks: PeopleHooks) =>
  new Hono<Env>()
    .route('/', signInRoutes)
    .route('/', signInWithRoutes)
    .route('/', signedOutRoutes)
    .route('/', ourKeyRoutes)
    .route('/', providerRoutes)
    .route('/', providerGroupRoutes)
    .route('/', secondStepRoutes)
    .route('/', setUpRoutes)
    .route('/', secondFactorRoutes)
    .route('/', passkeyRoutes)
    .route('/', proofRoutes)
    .route('/', passkeySignInRoutes)
    .route('/', forgottenRoutes)
    .route('/', choosePasswordRoutes)
    .route('/', personSignInRoutes)
    .route('/', signInRulesRoutes)
    .route('/', accountRoutes)
    .route('/', sessionRoutes)
    .route('/', addressRoutes)
    .route('/', tokenRoutes)
    .route('/', viewAsRoutes)
    // Before what has an organisation's name in its place: it is none.
    .route('/', takeOnRoutes)
    .route('/', alikeRoutes(hooks.onboarding))
    .route('/', onboardingRoutes(hooks.onboarding))
    .route('/', editOrganisationRoutes)
    .route('/', managePersonRoutes)
    .route('/', leaverRoutes(hooks))
    .route('/', roleMatrixRoutes)
    .route('/', logoRoutes)
    .route('/', colourRoutes)
    .route('/', teamRoutes)
    .route('/', calendarRoutes(hooks))
    .route('/', changeCalendarRoutes(hooks))
    .route('/', bankHolidayRoutes)
    .route('/', rotaRoutes)
    .route('/', joinersRoutes)
    .route('/', directoryRoutes)
    .route('/', scimRoutes)

/** What programs may ask of people, for the integration room to gather. */
export const peopleApi = apiRoutes().route('/', organisationApi).route('/', personApi)

export { peopleHoldings } from './holdings.ts'

/** What this room asks to be done later. Each payload is checked by its own schema before it is handed over. */
export const peopleJobs = [endViewingJob, answerForgotten] as unknown as readonly JobKind[]
