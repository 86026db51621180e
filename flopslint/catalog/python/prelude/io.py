"""Files in memory."""

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False
    mode = "r"
    name = None

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        self.closed = True

    def flush(self):
        pass

    def isatty(self):
        return False

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def fileno(self):
        raise UnsupportedOperation("fileno")


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = "utf-8"


class _Memory(IOBase):
    def __init__(self, initial):
        self._content = initial
        self._place = 0

    def getvalue(self):
        return self._content

    def read(self, size=-1):
        start = self._place
        end = len(self._content) if size is None or size < 0 else min(start + size, len(self._content))
        self._place = end
        return self._content[start:end]

    def readline(self, size=-1):
        start = self._place
        found = self._content.find(self._newline, start)
        end = len(self._content) if found < 0 else found + 1
        self._place = end
        return self._content[start:end]

    def readlines(self, hint=-1):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, s):
        before = self._content[: self._place]
        self._content = before + s + self._content[self._place + len(s) :]
        self._place += len(s)
        return len(s)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def seek(self, offset, whence=0):
        base = 0 if whence == 0 else self._place if whence == 1 else len(self._content)
        self._place = max(base + offset, 0)
        return self._place

    def tell(self):
        return self._place

    def truncate(self, size=None):
        self._content = self._content[: self._place if size is None else size]
        return len(self._content)


class StringIO(_Memory, TextIOBase):
    _newline = "\n"

    def __init__(self, initial_value="", newline="\n"):
        _Memory.__init__(self, initial_value or "")


class BytesIO(_Memory, BufferedIOBase):
    _newline = b"\n"

    def __init__(self, initial_bytes=b""):
        _Memory.__init__(self, initial_bytes or b"")

    def getbuffer(self):
        return self._content


class TextIOWrapper(StringIO):
    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer = buffer
        StringIO.__init__(self, buffer.read().decode(encoding or "utf-8"))


class BufferedReader(BytesIO):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        BytesIO.__init__(self, raw.read())


class BufferedWriter(BytesIO):
    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        BytesIO.__init__(self)
