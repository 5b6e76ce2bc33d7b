/** The schema's enums, without the client: harmless in the browser. */
export * from './generated/enums'
