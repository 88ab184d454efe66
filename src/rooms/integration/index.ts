/** Integration: the one API other systems use, gathered from every room. */

// What app/ wires in.
export { apiFor } from './api/api.routes.tsx'
