/**
 * How long a web session lasts. Idle: without any request. Absolute: whatever is asked; it stands in the row and no
 * request moves it (ASVS 5.0, 7.3).
 */
const hour = 3_600_000;

export const sessionLimits = {
  /**
   * Whoever works here. Two hours: a committee examines homes for that long around one screen, and what is typed in a
   * sign-in that ends is kept and given back. Ten hours: a working day, and none opens on the sign-in of the day before.
   */
  account: { idleMilliseconds: 2 * hour, absoluteMilliseconds: 10 * hour },
  /** A file of the portal, on a telephone that others borrow or in a library. The absolute limit is that of the visit. */
  portal: { idleMilliseconds: 0.75 * hour, absoluteMilliseconds: 2 * hour },
  /** Who only looked at a form leaves a row for its anti-forgery token. */
  visitor: { idleMilliseconds: hour, absoluteMilliseconds: 10 * hour },
} as const;
