"""Functions of the standard library that depend on the time, the machine, files or chance, or only act outside.

What they give is not known; what they do changes no figure.
"""

from __future__ import annotations

from collections.abc import Callable

from flopslint.catalog.entry import FunctionEntry, native_class, register
from flopslint.core.gap import GapKind
from flopslint.values.context import Context
from flopslint.values.signature import Signature
from flopslint.values.value import Value

UNKNOWN: dict[tuple[GapKind, str], dict[str, str]] = {
    (GapKind.ENVIRONMENT, "the time is not known"): {
        "time": "asctime clock_gettime ctime gmtime localtime mktime monotonic monotonic_ns perf_counter"
        " perf_counter_ns process_time process_time_ns strftime strptime thread_time time time_ns",
        "datetime": "date datetime time timedelta timezone tzinfo",
        "calendar": "monthrange timegm",
        "timeit": "default_timer timeit repeat",
        "uuid": "UUID getnode uuid1 uuid3 uuid4 uuid5",
        "secrets": "choice randbelow randbits token_bytes token_hex token_urlsafe",
    },
    (GapKind.ENVIRONMENT, "the machine is not known"): {
        "platform": "architecture libc_ver machine node platform processor python_implementation python_version"
        " python_version_tuple release system uname version win32_ver mac_ver",
        "socket": "create_connection gethostbyname gethostname getfqdn socket",
        "getpass": "getpass getuser",
        "subprocess": "CompletedProcess Popen call check_call check_output getoutput getstatusoutput run",
        "multiprocessing": "Array Event Lock Manager Pool Process Queue Value cpu_count current_process get_context",
        "resource": "getrlimit getrusage",
        "locale": "getdefaultlocale getlocale getpreferredencoding setlocale",
        "shutil": "disk_usage get_terminal_size which",
        "sysconfig": "get_config_var get_config_vars get_path get_paths get_platform",
        "importlib.metadata": "distribution entry_points files metadata requires",
        "tracemalloc": "get_traced_memory take_snapshot",
        "concurrent.futures": "ProcessPoolExecutor as_completed wait",
        "asyncio": "create_task gather get_event_loop new_event_loop run sleep wait wait_for",
        "urllib.request": "Request build_opener urlopen urlretrieve",
        "ctypes": "CDLL byref c_char_p c_double c_float c_int c_int64 c_void_p pointer",
        "ssl": "create_default_context",
    },
    (GapKind.FILE_CONTENT, "the content of files is not known"): {
        "glob": "glob iglob",
        "pickle": "dumps load loads Pickler Unpickler",
        "marshal": "dumps load loads",
        "shelve": "open",
        "csv": "DictReader DictWriter reader writer",
        "configparser": "ConfigParser RawConfigParser",
        "sqlite3": "connect",
        "zipfile": "ZipFile is_zipfile",
        "tarfile": "TarFile is_tarfile open",
        "gzip": "GzipFile compress decompress open",
        "bz2": "compress decompress open",
        "lzma": "compress decompress open",
        "tempfile": "NamedTemporaryFile SpooledTemporaryFile TemporaryDirectory TemporaryFile gettempdir mkdtemp"
        " mkstemp",
        "linecache": "getline getlines",
        "filecmp": "cmp",
        "mmap": "mmap",
        "xml.etree.ElementTree": "fromstring parse",
        "importlib.resources": "as_file contents files is_resource open_binary open_text path read_binary read_text",
        "tomllib": "load",
    },
    (GapKind.DATA_DEPENDENT, "a random number is not known"): {
        "random": "Random SystemRandom betavariate choice choices expovariate gammavariate gauss getrandbits getstate"
        " lognormvariate normalvariate paretovariate randbytes randint random randrange sample triangular uniform"
        " vonmisesvariate weibullvariate",
    },
    (GapKind.UNKNOWN_FUNCTION, "this function is not evaluated"): {
        "hashlib": "blake2b blake2s md5 new sha1 sha224 sha256 sha384 sha3_256 sha512",
        "decimal": "Decimal getcontext localcontext",
        "ast": "dump parse unparse walk",
        "dis": "get_instructions",
        "gc": "get_objects get_referrers",
        "traceback": "extract_stack format_exc format_exception format_stack format_tb print_stack",
        "types": "resolve_bases",
        "codecs": "open",
        "urllib.parse": "parse_qs urlencode urljoin urlparse urlsplit urlunparse",
        "difflib": "SequenceMatcher unified_diff",
        "symtable": "symtable",
        "email": "message_from_string",
    },
}

HARMLESS: dict[str, str] = {
    "atexit": "register unregister",
    "faulthandler": "disable enable register",
    "gc": "collect disable enable freeze",
    "pdb": "post_mortem set_trace",
    "pickle": "dump",
    "pprint": "pp pprint",
    "random": "seed setstate",
    "readline": "parse_and_bind",
    "resource": "setrlimit",
    "shutil": "chown copy copy2 copyfile copyfileobj copymode copystat copytree make_archive move rmtree"
    " unpack_archive",
    "signal": "alarm setitimer signal",
    "time": "sleep tzset",
    "traceback": "print_exc print_exception print_tb",
    "tracemalloc": "start stop",
    "warnings": "filterwarnings formatwarning resetwarnings showwarning simplefilter warn warn_explicit",
    "importlib": "invalidate_caches",
    "locale": "resetlocale",
    "multiprocessing": "freeze_support set_start_method",
    "copyreg": "constructor pickle",
    "tty": "setcbreak setraw",
}


LOWER_CASE_CLASSES = frozenset({
    "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta", "datetime.timezone", "datetime.tzinfo",
    "mmap.mmap", "socket.socket",
})  # fmt: skip


def _register_opaque_class(module: str, name: str, kind: GapKind, reason: str) -> None:
    """A class that can be asked for, and whose instances are not known."""

    def make(context: Context, cls: Value, *args: Value, **kwargs: Value) -> Value:
        return context.unknown(kind, f"{reason} ({module}.{name})")

    make.__name__ = name
    native_class(f"{module}.{name}", bases=("builtins.object",), takes_unknown=True)(make)


def _anything(*args: Value, **kwargs: Value) -> None:
    """Takes whatever it is given."""


ANYTHING = Signature.of(_anything)


def _register_unknown(module: str, name: str, kind: GapKind, reason: str) -> None:
    def run(context: Context, *args: Value, **kwargs: Value) -> Value:
        return context.unknown(kind, f"{reason} ({module}.{name})")

    _register_any(f"{module}.{name}", run)


def _register_any(name: str, function: Callable[..., Value]) -> None:
    register((name,), FunctionEntry(name=name, function=function, signature=ANYTHING, takes_unknown=True))


def _nothing(context: Context, *args: Value, **kwargs: Value) -> None:
    """Nothing."""


for (_kind, _reason), _modules in UNKNOWN.items():
    for _module, _listed in _modules.items():
        for _each in _listed.split():
            _is_class = _each[0].isupper() or f"{_module}.{_each}" in LOWER_CASE_CLASSES
            _register = _register_opaque_class if _is_class else _register_unknown
            _register(_module, _each, _kind, _reason)
for _module, _listed in HARMLESS.items():
    for _each in _listed.split():
        _register_any(f"{_module}.{_each}", _nothing)
