/** Carries short messages: to the gateway of the configuration, or into files until one is set. */
import { type MessageFailure, outboxFolder, writeMessage } from './outbox-folder.ts';
import { smsText } from './sms-text.ts';

export type Sms = {
  /** Sent with the message, so that a second copy is recognised as one. */
  id: string;
  /** As it was typed: "06 39 98 01 02", or with a country. */
  to: string;
  text: string;
};

export type SmsSender = {
  /** Null: it left. The text is put into one message, whatever its length. */
  send: (sms: Sms) => Promise<MessageFailure | null>;
};

const secondsToAnswer = 20;

export function createSmsSender({ smsUrl, dataDir }: { smsUrl: string | null; dataDir: string }): SmsSender {
  return smsUrl === null ? fileSender(outboxFolder({ dataDir })) : gatewaySender(smsUrl);
}

/**
 * `POST` of `{"id","to","text"}` in JSON: any answer of 2xx is a message taken. A name and a password in the address are
 * sent as HTTP Basic; no redirection is followed, since it would carry the message elsewhere.
 */
function gatewaySender(smsUrl: string): SmsSender {
  const address = new URL(smsUrl);
  const { username, password } = address;
  address.username = '';
  address.password = '';
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization: Record<string, string> =
    username === '' ? {} : { authorization: `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}` };
  return {
    send: async ({ id, to, text }) => {
      try {
        const answer = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': id, ...authorization },
          body: JSON.stringify({ id, to: internationalNumber(to), text: smsText(text) }),
          redirect: 'error',
          signal: AbortSignal.timeout(secondsToAnswer * 1000),
        });
        // The gateway's own words may quote the number: only its status is read.
        await answer.body?.cancel();
        return answer.ok ? null : failureOf(answer.status);
      } catch {
        return { cause: 'La passerelle de SMS ne répond pas.', lasting: false };
      }
    },
  };
}

/** One .sms.txt file a message: the number, then the text. */
function fileSender(folder: string): SmsSender {
  return {
    send: ({ id, to, text }) =>
      writeMessage(folder, `${id}.sms.txt`, `${internationalNumber(to)}\n\n${smsText(text)}\n`),
  };
}

function failureOf(status: number): MessageFailure {
  if (status === 401 || status === 403) {
    return { cause: 'La passerelle de SMS refuse l’identifiant ou le mot de passe.', lasting: false };
  }
  if (status === 408 || status === 429 || status >= 500) {
    return { cause: 'La passerelle de SMS demande de réessayer plus tard.', lasting: false };
  }
  if (status === 400 || status === 422) {
    return {
      cause: 'La passerelle de SMS refuse ce numéro ou ce message : vérifiez le numéro.',
      lasting: true,
    };
  }
  return { cause: 'La passerelle de SMS refuse ce message.', lasting: true };
}

/** "+33639980102" for a French number; one with its country is kept. */
function internationalNumber(telephone: string): string {
  const digits = telephone.replaceAll(/[^\d+]/g, '').replace(/^00/, '+');
  return digits.startsWith('0') ? `+33${digits.slice(1)}` : digits;
}
