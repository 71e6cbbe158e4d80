"""The text of a file is found whatever its encoding."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.parse.encoding import utf8_content


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_marks_and_wide_encodings_are_seen(encoding: str) -> None:
    """The first bytes say what the encoding is."""
    assert utf8_content("# \u00e9\r\n".encode(encoding)) == "# \u00e9\r\n".encode()


def test_xml_declares_its_encoding() -> None:
    """It is decoded, declared as what it is now, and its line ends are those of XML."""
    text = '<?xml version="1.0" encoding="{}"?>\r\n<a>\u00e9</a>\r'
    assert utf8_content(text.format("iso-8859-1").encode("latin-1"), is_xml=True) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<a>\u00e9</a>\n'.encode()
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<?xml version='1.0' encoding='klingon'?>", "the encoding klingon is not a usual one"),
        (
            b"<?xml version='1.0' encoding='ascii'?>\xe9",
            "x: is not all ascii. Save the file as UTF-8",
        ),
        (b"\xff\xfea", "x: is not all utf-16"),
    ],
)
def test_bytes_of_no_encoding_are_refused(content: bytes, says: str) -> None:
    """What the encoding should be, and what to do."""
    with pytest.raises(InputError, match=says):
        utf8_content(content, is_xml=True, where="x")
