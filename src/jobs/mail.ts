/** Carries messages: to the mail server of the configuration, or into files until one is set. */
import nodemailer from 'nodemailer';
import { type MessageFailure, outboxFolder, writeMessage } from './outbox-folder.ts';

export type Mail = {
  /** Stands in the identifier of the message, so that a second copy is recognised as one. */
  id: string;
  to: string;
  subject: string;
  text: string;
  attachments: readonly { filename: string; content: Buffer }[];
  /** Where one click stops such messages (RFC 8058); null: the message is no subscription. */
  unsubscribeUrl: string | null;
};

export type Mailer = {
  /** Null: it left. */
  send: (mail: Mail) => Promise<MessageFailure | null>;
  close: () => void;
};

type MailSettings = { smtpUrl: string | null; mailFrom: string | null; dataDir: string };

// Nobody reads answers until a sender is set.
const noSender = 'ne-pas-repondre@parcours.invalid';
const secondsToAnswer = 20;

export function createMailer({ smtpUrl, mailFrom, dataDir }: MailSettings): Mailer {
  const from = mailFrom ?? noSender;
  return smtpUrl === null ? fileMailer(outboxFolder({ dataDir }), from) : smtpMailer(smtpUrl, from);
}

function smtpMailer(smtpUrl: string, from: string): Mailer {
  const timeout = secondsToAnswer * 1000;
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
  });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail(messageOf(mail, from));
        return null;
      } catch (fault) {
        return failureOf(fault);
      }
    },
    close: () => transport.close(),
  };
}

/** One .eml file a message, readable by this account only: any mail program opens it. */
function fileMailer(folder: string, from: string): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(messageOf(mail, from));
      if (!Buffer.isBuffer(message)) throw new Error('the message is not in memory');
      return await writeMessage(folder, `${mail.id}.eml`, message);
    },
    close: () => transport.close(),
  };
}

function messageOf(mail: Mail, from: string) {
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    headers:
      mail.unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
    messageId: `<${mail.id}@${from.split('@')[1] ?? 'parcours.invalid'}>`,
    attachments: mail.attachments.map(({ filename, content }) => ({
      filename,
      content,
      contentType: 'application/pdf',
    })),
    // Neither the text nor the attachments may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The server's own words may quote the address: only its code is read. */
function failureOf(fault: unknown): MessageFailure {
  const code = codeOf(fault, 'code');
  const status = Number(codeOf(fault, 'responseCode') ?? Number.NaN);
  if (code === 'EAUTH') {
    return { cause: 'Le serveur de courriel refuse l’identifiant ou le mot de passe.', lasting: false };
  }
  if (code === 'EENVELOPE' || (code === 'EMESSAGE' && status >= 500)) {
    return status >= 400 && status < 500
      ? { cause: 'Le serveur de courriel demande de réessayer plus tard.', lasting: false }
      : {
          cause: 'Le serveur de courriel refuse cette adresse : vérifiez-la, ou imprimez le courrier.',
          lasting: true,
        };
  }
  if (status >= 400 && status < 500) {
    return { cause: 'Le serveur de courriel demande de réessayer plus tard.', lasting: false };
  }
  if (status >= 500) return { cause: 'Le serveur de courriel refuse ce message.', lasting: true };
  return { cause: 'Le serveur de courriel ne répond pas.', lasting: false };
}

function codeOf(fault: unknown, key: 'code' | 'responseCode'): string | undefined {
  if (!(fault instanceof Error)) return undefined;
  const value: unknown = Reflect.get(fault, key);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
