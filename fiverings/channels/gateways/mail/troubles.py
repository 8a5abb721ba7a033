"""What can go wrong at the server of a mailbox, told apart by what would mend it."""


class ServerRefused(Exception):
    """The server answered no to something; its own words are told."""


class SignInRefused(ServerRefused):
    """The server does not let us in: a password is wrong, or the leave that was given is withdrawn."""


def told(words: object) -> str:
    """What a server said, as text, whatever its library made of it."""
    parts = words if isinstance(words, list | tuple) else [words]
    texts = [each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in parts if each]
    return " ".join(texts) or "no reason given"
