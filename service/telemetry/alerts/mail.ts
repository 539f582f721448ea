import { createTransport } from 'nodemailer';
import type { Delivery, DeliveryProblem } from '../../../contract/insights/alerts.ts';
import type { SmtpSettings } from './smtpFile.ts';
import { isOfCertificate } from './webhook.ts';

interface SmtpError extends Error {
  readonly code?: string;
  /** The code of the system or of OpenSSL if `code` is nodemailer's own. */
  readonly originalCode?: string;
  readonly responseCode?: number;
}

const failed = (kind: DeliveryProblem['kind'], detail = ''): Delivery => ({
  arrived: false,
  problem: { kind, detail: detail.slice(0, 100) },
});

/** Describes a failure by codes only, never by the server's words. */
function problemOf({ code = '', originalCode = code, responseCode }: SmtpError): Delivery {
  if (isOfCertificate(originalCode)) return failed('untrusted', originalCode);
  const answered = responseCode === undefined ? code : String(responseCode);
  switch (code) {
    case 'ETIMEDOUT':
      return failed('noAnswer');
    case 'ETLS':
      // The server refuses STARTTLS, or the handshake fails.
      return responseCode === undefined ? failed('untrusted', originalCode) : failed('noTls');
    case 'EAUTH':
    case 'ENOAUTH':
      return failed('password', answered);
    case 'EENVELOPE':
    case 'EMESSAGE':
      return failed('mailRefused', answered);
    default:
      return failed('unreachable', originalCode);
  }
}

/** Sends an e-mail through the administrator's mail server. */
export async function sendMail(
  { host, port, security, from, signIn }: SmtpSettings,
  { to, subject, text }: { readonly to: string; readonly subject: string; readonly text: string },
  limitMs: number,
): Promise<Delivery> {
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(signIn && { auth: { user: signIn.user, pass: signIn.password } }),
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    dnsTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { response } = await transport.sendMail({ from, to, subject, text });
    return { arrived: true, detail: /^\d{3}/.exec(response)?.[0] ?? '' };
  } catch (error) {
    return problemOf(error as SmtpError);
  } finally {
    transport.close();
  }
}
