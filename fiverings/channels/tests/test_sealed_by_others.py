"""What OpenSSL and GnuPG sign and encrypt is checked and opened as what we make ourselves."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from base64 import encodebytes
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from fiverings.channels.gateways.mail.parsing import ParsedMail

from .sealing import WORDS, Holder, KeyFolder, beside, head, letter, opaque, pgp_encrypted

JO = "jo@customer.example"
with_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="OpenSSL is not on this machine")
HOUSE = "help@house.example"
with_gpg = pytest.mark.skipif(not shutil.which("gpg"), reason="GnuPG is not on this machine")


@pytest.fixture
def people(folder: KeyFolder, tmp_path: Path) -> Path:
    """Files of the sender and of the house, as OpenSSL wants them."""
    maker = Holder.of("Customers' House of Keys")
    jo, house = Holder.of(JO, maker), Holder.of(HOUSE, maker)
    folder.lay("ours/house.pem", house.pem + house.key_pem)
    folder.lay("trusted/maker.pem", maker.pem)
    for name, content in {"jo": jo.pem, "jo-key": jo.key_pem, "house": house.pem}.items():
        (tmp_path / f"{name}.pem").write_bytes(content)
    return tmp_path


def openssl(people: Path, *words: str, content: bytes) -> bytes:
    command = ["openssl", *words]
    return subprocess.run(command, input=content, cwd=people, capture_output=True, check=True).stdout


SIGN = ("cms", "-sign", "-binary", "-signer", "jo.pem", "-inkey", "jo-key.pem", "-outform", "DER")
SIGNS = [(), ("-md", "sha512"), ("-keyopt", "rsa_padding_mode:pss"), ("-keyid",), ("-noattr",), ("-stream", "-indef")]
CIPHERS = ["-aes128", "-aes256", "-des3", "-aes-256-gcm"]
WAYS = [(), ("-keyopt", "rsa_padding_mode:oaep"), ("-keyid",), ("-stream", "-indef")]


@with_openssl
@pytest.mark.parametrize("more", SIGNS)
def test_openssl_signs(people: Path, more: tuple[str, ...]) -> None:
    whole = letter()
    found = ParsedMail.read(opaque(openssl(people, *SIGN, "-nodetach", *more, content=whole)))
    assert (found.signature, found.signer, found.text) == ("verified", JO, WORDS), found.defects
    found = ParsedMail.read(beside(whole, openssl(people, *SIGN, *more, content=whole)))
    assert (found.signature, found.text) == ("verified", WORDS), found.defects


@with_openssl
def test_a_digest_that_can_be_forged_proves_nothing(people: Path) -> None:
    found = ParsedMail.read(opaque(openssl(people, *SIGN, "-nodetach", "-md", "sha1", content=letter())))
    assert (found.signature, found.text) == ("unchecked", WORDS)
    assert any("SHA1 proves nothing any more" in each for each in found.defects)


@with_openssl
@pytest.mark.parametrize("cipher", CIPHERS)
@pytest.mark.parametrize("more", WAYS)
def test_openssl_encrypts(people: Path, cipher: str, more: tuple[str, ...]) -> None:
    words = ("cms", "-encrypt", "-binary", "-outform", "DER", cipher, "-recip", "house.pem", *more)
    found = ParsedMail.read(opaque(openssl(people, *words, content=letter())))
    assert (found.secrecy, found.text) == ("opened", WORDS)


@with_openssl
@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()])
@pytest.mark.parametrize("more", [(), ("-keyid",), ("-keyopt", "ecdh_kdf_md:sha384"), ("-aes-256-gcm",)])
def test_openssl_encrypts_for_a_key_on_a_curve(
    people: Path, folder: KeyFolder, curve: ec.EllipticCurve, more: tuple[str, ...]
) -> None:
    house, other = (Holder.of(HOUSE, key=ec.generate_private_key(curve)) for _each in range(2))
    (people / "curve.pem").write_bytes(house.pem)
    words = ("cms", "-encrypt", "-binary", "-outform", "DER", "-aes256", "-recip", "curve.pem", *more)
    raw = opaque(openssl(people, *words, content=letter()))
    folder.lay("ours/curve.pem", house.pem + other.key_pem + other.pem)
    assert ParsedMail.read(raw).secrecy == "closed"
    folder.lay("ours/curve.pem", house.pem + house.key_pem)
    found = ParsedMail.read(raw)
    assert (found.secrecy, found.text) == ("opened", WORDS)


@pytest.fixture
def gpg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of GnuPG where the sender and the house have keys."""
    with TemporaryDirectory(prefix="gpg") as home:
        for who in (JO, HOUSE):
            run_gpg(Path(home), "--passphrase", "", "--quick-gen-key", who, "rsa2048", "sign,encrypt")
        try:
            yield Path(home)
        finally:
            subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False)


def run_gpg(home: Path, *words: str, content: bytes = b"") -> bytes:
    command = ["gpg", "--homedir", str(home), "--batch", "--yes", "--trust-model", "always", "--armor"]
    command += ["--pinentry-mode", "loopback", *words]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


@with_gpg
def test_gnupg_signs_and_encrypts(gpg: Path, folder: KeyFolder) -> None:
    folder.lay("ours/house.asc", run_gpg(gpg, "--export-secret-keys", HOUSE))
    folder.lay("trusted/jo.asc", run_gpg(gpg, "--export", JO))
    whole = letter()
    found = ParsedMail.read(beside(whole, run_gpg(gpg, "-u", JO, "--detach-sign", content=whole), "pgp-signature"))
    assert (found.signature, found.signer) == ("verified", JO)
    for packing in ("0", "9"):
        words = ("-u", JO, "-z", packing, "--sign", "--encrypt", "-r", HOUSE)
        found = ParsedMail.read(pgp_encrypted(run_gpg(gpg, *words, content=whole)))
        assert (found.secrecy, found.signature, found.signer, found.text) == ("opened", "verified", JO, WORDS)
    clear = run_gpg(gpg, "-u", JO, "--clear-sign", content=WORDS.encode() + b"\n- with a dash\n")
    found = ParsedMail.read(head() + b"\r\n" + clear)
    assert (found.signature, found.text.strip()) == ("verified", WORDS + "\n- with a dash")


@with_gpg
def test_a_signature_below_a_packing_proves_no_more_than_any_other(
    gpg: Path, folder: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.lay("ours/house.asc", run_gpg(gpg, "--export-secret-keys", HOUSE))
    sealing = ("-u", JO, "-z", "9", "--sign", "--encrypt", "-r", HOUSE)
    raw = pgp_encrypted(run_gpg(gpg, *sealing, content=letter()))
    stranger = ParsedMail.read(raw)
    assert stranger.signature == "unchecked" and any("do not have the key" in each for each in stranger.defects)
    folder.lay("trusted/jo.asc", run_gpg(gpg, "--export", JO))
    weak = pgp_encrypted(run_gpg(gpg, "--digest-algo", "SHA1", *sealing, content=letter()))
    assert ParsedMail.read(weak).signature != "verified"
    assert ParsedMail.read(raw.replace(JO.encode(), b"boss@bank.example")).signature == "other"
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        assert ParsedMail.read(raw).signature == "unchecked", "without GnuPG nobody can look"


@with_gpg
def test_a_key_with_a_password_opens_what_is_packed_and_leaves_nothing_behind(
    gpg: Path, folder: KeyFolder, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password = ("--passphrase", "four words", "--quick-gen-key", "desk@house.example", "rsa2048", "sign,encrypt")
    run_gpg(gpg, *with_password)
    settings.MAIL_KEYS_PASSWORD = "four words"
    export = ("--passphrase", "four words", "--export-secret-keys", "desk@house.example")
    folder.lay("ours/desk.asc", run_gpg(gpg, *export))
    folder.lay("trusted/jo.asc", run_gpg(gpg, "--export", JO))
    raw = pgp_encrypted(run_gpg(gpg, "-u", JO, "--sign", "--encrypt", "-r", "desk@house.example", content=letter()))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    found = ParsedMail.read(raw)
    assert (found.secrecy, found.signature, found.text) == ("opened", "verified", WORDS)
    assert list(tmp_path.glob("pgp*")) == []


@with_gpg
@pytest.mark.parametrize("packing", ["0", "9"])
def test_gnupg_signs_words_and_packs_them(gpg: Path, folder: KeyFolder, packing: str) -> None:
    raw = head() + b"\r\n" + run_gpg(gpg, "-u", JO, "-z", packing, "--sign", content=WORDS.encode())
    found = ParsedMail.read(raw)
    assert (found.signature, found.secrecy, found.text) == ("unchecked", "", WORDS), "we do not have the key"
    folder.lay("trusted/jo.asc", run_gpg(gpg, "--export", JO))
    found = ParsedMail.read(raw)
    assert (found.signature, found.signer, found.secrecy, found.text) == ("verified", JO, "", WORDS)


@with_gpg
def test_a_bomb_bursts_in_a_process_of_its_own(gpg: Path, folder: KeyFolder) -> None:
    folder.lay("ours/house.asc", run_gpg(gpg, "--export-secret-keys", HOUSE))
    zeros = b"Content-Type: text/plain\r\n\r\n" + bytes(200_000_000)
    bomb = run_gpg(gpg, "-z", "9", "--encrypt", "-r", HOUSE, content=zeros)
    assert len(bomb) < 1_000_000
    found = ParsedMail.read(pgp_encrypted(bomb))
    assert (found.secrecy, found.text) == ("closed", "")
    assert any("holds too much" in each for each in found.defects)


@with_openssl
def test_a_seal_under_the_name_of_any_file_is_seen(people: Path) -> None:
    sealed = openssl(people, *SIGN, "-nodetach", content=letter())
    kind = b"Content-Type: application/octet-stream; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert ParsedMail.read(head() + kind + encodebytes(sealed)).signature == "verified"
