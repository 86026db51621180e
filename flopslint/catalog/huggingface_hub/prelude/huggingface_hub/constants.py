"""Names of files and places, as they are where the environment says nothing else."""

import os
import re

ENV_VARS_TRUE_VALUES = {"1", "ON", "YES", "TRUE"}


def _is_true(value):
    return value is not None and value.upper() in ENV_VARS_TRUE_VALUES


PYTORCH_WEIGHTS_NAME = "pytorch_model.bin"
CONFIG_NAME = "config.json"
REPOCARD_NAME = "README.md"
SAFETENSORS_SINGLE_FILE = "model.safetensors"
SAFETENSORS_INDEX_FILE = "model.safetensors.index.json"
PYTORCH_WEIGHTS_FILE_PATTERN = "pytorch_model{suffix}.bin"
SAFETENSORS_WEIGHTS_FILE_PATTERN = "model{suffix}.safetensors"
DEFAULT_REVISION = "main"
REGEX_COMMIT_OID = re.compile(r"[A-Fa-f0-9]{5,40}")
REPO_TYPE_DATASET = "dataset"
REPO_TYPE_SPACE = "space"
REPO_TYPE_MODEL = "model"
REPO_TYPES = [None, REPO_TYPE_MODEL, REPO_TYPE_DATASET, REPO_TYPE_SPACE]
ENDPOINT = os.getenv("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
HUGGINGFACE_CO_URL_HOME = "https://huggingface.co/"

_cache = os.getenv("XDG_CACHE_HOME", os.path.join(os.path.expanduser("~"), ".cache"))
HF_HOME = os.path.expanduser(os.getenv("HF_HOME", os.path.join(_cache, "huggingface")))
HUGGINGFACE_HUB_CACHE = os.getenv("HUGGINGFACE_HUB_CACHE", os.path.join(HF_HOME, "hub"))
HF_HUB_CACHE = os.path.expanduser(os.getenv("HF_HUB_CACHE", HUGGINGFACE_HUB_CACHE))
HF_ASSETS_CACHE = os.path.expanduser(os.getenv("HF_ASSETS_CACHE", os.path.join(HF_HOME, "assets")))
HF_TOKEN_PATH = os.path.expanduser(os.getenv("HF_TOKEN_PATH", os.path.join(HF_HOME, "token")))
HF_HUB_OFFLINE = _is_true(os.environ.get("HF_HUB_OFFLINE") or os.environ.get("TRANSFORMERS_OFFLINE"))
HF_HUB_DISABLE_TELEMETRY = _is_true(os.environ.get("HF_HUB_DISABLE_TELEMETRY"))


def is_offline_mode():
    return HF_HUB_OFFLINE
