// <wall-clock zone="America/Toronto">10:22</wall-clock> shows what time it is at a place.
import { Ticking, now } from "./clock.js";

class WallClock extends Ticking {
  refresh() {
    const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: this.getAttribute("zone") };
    this.say(new Intl.DateTimeFormat(document.documentElement.lang, shape).format(now()));
  }
}

customElements.define("wall-clock", WallClock);
