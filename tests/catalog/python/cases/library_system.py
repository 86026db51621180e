"""os, os.path, sys, logging, warnings, importlib: what does not depend on the machine."""

import importlib
import logging
import os
import os.path as osp
import sys
import warnings

RESULT = {}
logger = logging.getLogger("a.b")
logger.setLevel("DEBUG")
logger.info("%s", 1)
RESULT["logging"] = (
    logger.name, logger.level, logging.getLogger("a.b") is logger, logger.isEnabledFor(logging.INFO), logging.INFO,
    logger.warning("x") is None, isinstance(logger, logging.Logger), logging.getLevelName(10),
)
warnings.warn("x", DeprecationWarning, stacklevel=2)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
RESULT["os.path"] = (
    os.path.join("a", "/b", "c"), osp.splitext("x.tar.gz"), osp.basename("/a/b.py"), osp.dirname("/a/b.py"), osp.isabs("a"),
    osp.normpath("a/../b//c"), osp.split("/a/b"), os.sep, osp.commonprefix(["abc", "abd"]), osp.abspath("/a/../b"),
)
os.environ["FLOPSLINT_CASE"] = "v"
RESULT["environ"] = (
    os.environ.get("FLOPSLINT_CASE"), os.getenv("FLOPSLINT_CASE"), "FLOPSLINT_CASE" in os.environ, os.getenv("FLOPSLINT_NONE", 3),
    os.environ.pop("FLOPSLINT_CASE"), os.environ.get("FLOPSLINT_CASE"),
)
RESULT["sys"] = (
    sys.version_info >= (3, 8), sys.version_info.major, sys.maxsize, sys.modules["os"] is os, "no.such.module" in sys.modules,
    sys.modules[__name__].RESULT is RESULT, sys.stdout.write("") == 0, sys.byteorder,
)
RESULT["importlib"] = (
    importlib.import_module("math").sqrt(4), importlib.import_module(".path", "os") is os.path,
    importlib.util.find_spec("no_such_module_anywhere"), importlib.util.find_spec("json") is not None,
)


def local_names():
    q = 5
    return locals()


RESULT["names"] = (local_names(), "logger" in globals(), globals()["RESULT"] is RESULT, eval("1 + q", {"q": 2}), hasattr(os, "nope"))
