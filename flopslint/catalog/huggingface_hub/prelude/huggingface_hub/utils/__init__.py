"""Decorators, exceptions and tests of the environment."""

from ..errors import (
    BadRequestError,
    DisabledRepoError,
    EntryNotFoundError,
    FileMetadataError,
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    LocalTokenNotFoundError,
    OfflineModeIsEnabled,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from ._validators import validate_hf_hub_args
from .tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars, tqdm


def _found(name):
    from importlib.util import find_spec

    return find_spec(name) is not None


def is_torch_available():
    return True


def is_numpy_available():
    return True


def is_jinja_available():
    return _found("jinja2")


def is_safetensors_available():
    return _found("safetensors")


def is_pillow_available():
    return _found("PIL")
