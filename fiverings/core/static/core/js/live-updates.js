// <live-updates href="/live/" after="…"> hears what changed and tells the page, so that fragments refresh themselves.
// One stream per browser: the tab that holds the lock listens, and shares what it hears with the others.
const name = "fiverings-live";
const remembered = 15_000;

class LiveUpdates extends HTMLElement {
  connectedCallback() {
    this.last = this.getAttribute("after") ?? "";
    this.recent = [];
    this.leaving = new AbortController();
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }) => (data.joined ? this.repeat() : this.hear(data));
    this.channel.postMessage({ joined: true });
    navigator.locks.request(name, { signal: this.leaving.signal }, () => this.listen()).catch(() => {});
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.stop?.();
    this.channel.close();
  }

  listen() {
    this.connect(1000);
    return new Promise((resolve) => {
      this.stop = () => {
        clearTimeout(this.again);
        this.stream.close();
        resolve();
      };
    });
  }

  connect(patience) {
    const address = new URL(this.getAttribute("href"), location.href);
    if (this.last) address.searchParams.set("after", this.last);
    this.stream = new EventSource(address);
    this.stream.onopen = () => (patience = 1000);
    this.stream.onmessage = ({ data, lastEventId }) => this.share({ id: lastEventId, ...JSON.parse(data) });
    this.stream.onerror = () => {
      if (this.stream.readyState !== EventSource.CLOSED) return;
      this.again = setTimeout(() => this.connect(Math.min(2 * patience, 60_000)), patience);
    };
  }

  share(message) {
    const since = Date.now() - remembered;
    this.recent = [...this.recent.filter((each) => each.heard > since), { ...message, heard: Date.now() }];
    this.channel.postMessage(message);
    this.hear(message);
  }

  // A tab that has just opened may have missed what came while it loaded; hearing a thing twice does no harm.
  repeat() {
    for (const message of this.recent) this.channel.postMessage(message);
  }

  hear({ id, topics = [] }) {
    this.last = id || this.last;
    for (const topic of topics) document.body.dispatchEvent(new CustomEvent(`fiverings:${topic}`));
  }
}

customElements.define("live-updates", LiveUpdates);
