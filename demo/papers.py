"""What people attach: pictures, papers and lists, drawn here as small as they can be."""

from __future__ import annotations

import struct
import zlib
from pathlib import PurePath

from fiverings.channels.gateways.mail.attachments import Attached

KINDS = {".png": "image/png", ".pdf": "application/pdf", ".txt": "text/plain", ".csv": "text/csv"}
WIDTH, HEIGHT = 160, 100


def paper(name: str, words: str) -> Attached:
    """A file of this name; what stands in it follows from the words it came with."""
    ending = PurePath(name).suffix
    make = {".png": picture, ".pdf": document}.get(ending, plain)
    return Attached.of(name, KINDS.get(ending, "application/octet-stream"), make(f"{name}\n\n{words}"))


def plain(words: str) -> bytes:
    return f"{words}\n".encode()


def picture(words: str) -> bytes:
    """A photograph, out of focus: its shades follow from the words."""
    seed = zlib.crc32(words.encode())
    red, green, blue = 90 + seed % 90, 90 + seed // 90 % 90, 90 + seed // 8100 % 90
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)
        for x in range(WIDTH):
            light = (x * 70 // WIDTH) + (40 if (x // 16 + y // 20 + seed) % 5 == 0 else 0) - y // 3
            rows += bytes(max(0, min(255, shade + light)) for shade in (red, green, blue))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def document(words: str) -> bytes:
    """One page with the words on it."""
    lines = [line[start : start + 80] for line in words.splitlines() for start in range(0, max(1, len(line)), 80)]
    shown = "".join(f"({_escaped(line)}) Tj T* " for line in lines[:40])
    stream = f"BT /F1 11 Tf 60 760 Td 16 TL {shown}ET".encode("latin-1", "replace")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding /WinAnsiEncoding >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begins = len(written)
    written += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(written + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % begins)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
