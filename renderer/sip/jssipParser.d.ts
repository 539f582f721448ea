/** JsSIP ships its parser without types; these follow its source (lib/Parser.js, lib/SIPMessage.js). */
declare module 'jssip/lib/Parser.js' {
  import type { NameAddrHeader, URI } from 'jssip';

  interface Parsed {
    readonly headers: Readonly<
      Record<string, readonly { readonly raw: string; readonly parsed?: unknown }[]>
    > | null;
    readonly method: string | null;
    readonly ruri?: URI | null;
    readonly status_code?: number | null;
    readonly reason_phrase?: string | null;
    readonly via_branch: string | null;
    readonly call_id: string | null;
    readonly cseq: number | null;
    readonly from: NameAddrHeader | null;
    readonly from_tag: string | null | undefined;
    readonly to: NameAddrHeader | null;
    readonly to_tag: string | null | undefined;
    readonly body: string | null;
  }

  /** @returns undefined if the text is not a SIP message; some malformed ones make it throw. */
  export function parseMessage(text: string, ua: object): Parsed | undefined;
}
