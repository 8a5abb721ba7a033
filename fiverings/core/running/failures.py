"""What may stop us from running, each told in one sentence to the one who started us."""


class CannotRun(Exception):
    """Something outside of us must change before we can run; the text says what."""


class Interrupted(CannotRun):
    """Somebody asked us to end while we did something; the text says what."""
