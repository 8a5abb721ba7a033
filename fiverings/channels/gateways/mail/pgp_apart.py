"""PGP in a process of its own, which can be ended: a bomb takes its memory and its time and not ours.

Reads a JSON object on standard input and writes one; it is run as a file, imports nothing of ours and tells no secrets.
"""

import base64
import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

from pysequoia import Cert, Sig, decrypt, verify
from pysequoia.packet import PacketPile

MEMORY = 1024**3
SECONDS = 15
LARGEST = 64 * 1024 * 1024
CLEAR = b"-----BEGIN PGP SIGNED MESSAGE-----"
GNUPG = "gpg --batch --no-tty --no-options --trust-model always --pinentry-mode loopback --passphrase-file password"
ALONE = "--disable-dirmngr --no-auto-key-retrieve --no-auto-key-locate --weak-digest SHA1 --weak-digest RIPEMD160"
FITS = ("GOODSIG", "EXPKEYSIG", "REVKEYSIG")
NAMED = ("VALIDSIG", "BADSIG", "ERRSIG")
OVER_WORDS = ("00", "01")


def certificates(files):
    """Every key in the files that can be read."""
    found = []
    for file in files:
        try:
            found += Cert.split_file(file)
        except Exception:
            continue
    return found


def key_ids(certificate):
    """The names of the keys of a certificate, by which signatures call them."""
    packets = PacketPile.from_bytes(bytes(certificate))
    found = set()
    for each in packets:
        for name in (each.fingerprint, each.key_id):
            if name:
                found.add(str(name).lower())
    return found


class Store:
    """The keys we trust, and which keys were asked for."""

    def __init__(self, known):
        self.known, self.asked = known, []

    def __call__(self, wanted):
        self.asked += [str(each).lower() for each in wanted]
        return self.known

    @property
    def has_asked_for_a_known_one(self):
        return any(each in key_ids(known) for known in self.known for each in self.asked)


def told(store, valid):
    """The signatures that fit, and whether one was made by a key we know."""
    signers = []
    for each in valid:
        found = next((known for known in store.known if known.fingerprint == each.certificate), None)
        if found:
            ends = found.expiration.timestamp() if found.expiration else None
            names = [str(user) for user in found.user_ids]
            signers.append({"key": found.fingerprint, "names": names, "ends": ends, "revoked": found.is_revoked})
    return {"signers": signers, "asked": store.asked, "is_known": store.has_asked_for_a_known_one}


def checked(data, signature, store):
    """A content with a signature beside it, or inside it."""
    try:
        seal = Sig.from_bytes(signature) if signature else None
    except Exception:
        return {"trouble": "broken"}
    try:
        found = verify(bytes=data, store=store, signature=seal)
    except Exception as failure:
        held = {} if seal or CLEAR in data else unpacked(data)
        return {**told(store, []), **held, "trouble": trouble(failure) if store.asked else "broken"}
    return {**told(store, found.valid_sigs), "content": found.bytes}


def unpacked(data):
    """The words of a message that is signed and not secret, whatever its signature proves."""
    try:
        return {"content": decrypt(bytes=data, passwords=["none is needed"]).bytes}
    except Exception:
        return {}


def opened(data, ours, passwords, store, packed):
    """A content that one of our keys opens; whether its signature fits is asked apart, for that may not hide it."""
    for key in ours:
        for password in passwords:
            try:
                way = key.secrets.decryptor(password)
                content = decrypt(bytes=data, decryptor=way).bytes
            except Exception:
                continue
            found = signed_within(data, way, store)
            if found["trouble"] == "packed" and store.asked and packed.can_be_read:
                found = packed.signed(data, content, store)
            return {**found, "content": content}
    return {"trouble": "no-key"}


def signed_within(data, way, store):
    try:
        return {"trouble": "", **told(store, decrypt(bytes=data, decryptor=way, store=store).valid_sigs)}
    except Exception as failure:
        return {**told(store, []), "trouble": trouble(failure)}


class Packed:
    """What GnuPG says, where it is on this machine, of a signature that Sequoia's helper does not look at.

    It works in a home that lasts for one message, asks nobody in the network, and counts only if it read the same.
    """

    def __init__(self, asked):
        self.home, self.files, self.password = Path(asked["home"]), asked["ours"] + asked["trusted"], asked["password"]

    @property
    def can_be_read(self):
        return shutil.which("gpg") is not None

    def signed(self, data, content, store):
        (self.home / "password").write_text(self.password)
        try:
            self.run("--import", *self.files)
            said = self.run("--max-output", str(LARGEST), "--output", "words", "--decrypt", given=data)
            words = self.home / "words"
            if not words.exists() or words.read_bytes() != content:
                return {**told(store, []), "trouble": "packed"}
            return {**told(store, list(self.fitting(said, store))), "trouble": ""}
        finally:
            for act in ("--kill", "--remove-socketdir"):
                command = ["gpgconf", "--homedir", ".", act, *(["all"] if act == "--kill" else [])]
                subprocess.run(command, cwd=self.home, capture_output=True, check=False)

    def run(self, *words, given=b""):
        """The lines of its status, word by word."""
        command = [*GNUPG.split(), *ALONE.split(), "--homedir", ".", "--status-fd", "1", *words]
        done = subprocess.run(command, cwd=self.home, input=given, capture_output=True, check=False)
        lines = done.stdout.decode(errors="replace").splitlines()
        return [line.split()[1:] for line in lines if line.startswith("[GNUPG:] ")]

    def fitting(self, said, store):
        """The signatures over the words that fit, each by the key it was made with."""
        fits = False
        for kind, key, *more in (each for each in said if len(each) > 1):
            if kind in NAMED:
                store.asked.append(key.lower())
            if kind == "VALIDSIG" and fits and more[7] in OVER_WORDS:
                yield Fitting(more[8].lower())
            fits = kind in FITS or (fits and kind != "NEWSIG")


class Fitting:
    """A signature that fits, as Sequoia names it."""

    def __init__(self, certificate):
        self.certificate = certificate


def trouble(failure):
    """Why no signature fits; Sequoia's helper looks at none that lies below a packing, as GnuPG likes to make them."""
    return "" if "no valid signatures" in str(failure) else "packed"


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.load(sys.stdin)
    data, store = base64.b64decode(asked["data"]), Store(certificates(asked["trusted"]))
    if asked["act"] == "check":
        found = checked(data, base64.b64decode(asked["signature"]), store)
    else:
        ours = [each for each in certificates(asked["ours"]) if each.has_secret_keys]
        passwords = [None, asked["password"]] if asked["password"] else [None]
        found = opened(data, ours, passwords, store, Packed(asked))
    content = found.pop("content", None)
    if content is not None and len(content) > LARGEST:
        found, content = {"trouble": "large"}, None
    found["content"] = base64.b64encode(content).decode() if content is not None else None
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
