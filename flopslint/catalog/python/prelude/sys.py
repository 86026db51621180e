"""What of ``sys`` is live or an object."""

from collections import namedtuple

from _python import loaded_modules

modules = loaded_modules()
argv = [""]
path = []
meta_path = []
path_hooks = []
warnoptions = []
_VersionInfo = namedtuple("version_info", "major minor micro releaselevel serial")
version_info = _VersionInfo(3, 11, 0, "final", 0)
_FloatInfo = namedtuple("float_info", "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds")
float_info = _FloatInfo(
    1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1
)


class _Implementation:
    name = "cpython"
    version = version_info


implementation = _Implementation()


class _Flags:
    debug = 0
    optimize = 0
    interactive = 0
    verbose = 0


flags = _Flags()


class _Stream:
    encoding = "utf-8"
    errors = "strict"
    closed = False

    def __init__(self, name, mode):
        self.name = name
        self.mode = mode

    def write(self, text):
        return len(text)

    def writelines(self, lines):
        pass

    def flush(self):
        pass

    def isatty(self):
        return False

    def close(self):
        pass

    def reconfigure(self, **options):
        pass


stdin = _Stream("<stdin>", "r")
stdout = _Stream("<stdout>", "w")
stderr = _Stream("<stderr>", "w")
__stdout__ = stdout
__stderr__ = stderr
