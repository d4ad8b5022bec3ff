// Links that Telegram opens by itself instead of a browser: those that start this bot, and those that share something.

const START = /^(?:https?:\/\/)?t\.me\/(\w+)\?start=([\w-]{1,64})$/i;
const SHARE = /^https?:\/\/t\.me\/share\/url\?/i;

// What following the link sends to the bot called `username`; null for all other links.
export function startCommand(url, username) {
  const [, name, payload] = START.exec(url) ?? [];
  return name?.toLowerCase() === username.toLowerCase() ? `/start ${payload}` : null;
}

// The link that a share sheet would pass on; null for all other links.
export const sharedLink = (url) => (SHARE.test(url) ? new URL(url).searchParams.get("url") : null);
