// Result: an expected outcome as a value; exceptions stay for bugs.

export type Result<Value, Fault> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault }

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value })
export const fail = <Fault>(fault: Fault): Result<never, Fault> => ({ ok: false, fault })
