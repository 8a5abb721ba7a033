// <relative-time datetime="…" zone="America/Toronto">in 38 min</relative-time> keeps its words true; moments.py says the same on the server.
import { Ticking, now, words } from "./clock.js";

const minute = 60_000;
const day = 1440 * minute;

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function span(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return fill(words.minutes, { minutes: rest });
  return fill(rest ? words.hoursMinutes : words.hours, { hours, minutes: String(rest).padStart(2, "0") });
}

function dayOf(at, zone) {
  return Date.parse(new Intl.DateTimeFormat("en-CA", { timeZone: zone || undefined }).format(at)) / day;
}

function days(count) {
  const numeric = Math.abs(count) === 1 ? "auto" : "always";
  return new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric }).format(count, "day");
}

function relative(at, since, zone) {
  const distance = at - since;
  const ahead = distance > 0;
  const minutes = ahead ? Math.ceil(distance / minute) : Math.floor(-distance / minute);
  if (minutes === 0) return words.now;
  if (minutes * minute < day) return fill(ahead ? words.in : words.ago, { span: span(minutes) });
  return days(dayOf(at, zone) - dayOf(since, zone));
}

class RelativeTime extends Ticking {
  refresh() {
    this.say(relative(Date.parse(this.getAttribute("datetime")), now(), this.getAttribute("zone")));
  }
}

if (words.in) customElements.define("relative-time", RelativeTime);
