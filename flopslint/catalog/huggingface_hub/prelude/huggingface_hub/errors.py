"""Exceptions."""


class HfHubHTTPError(OSError):
    pass


class OfflineModeIsEnabled(ConnectionError):
    pass


class LocalTokenNotFoundError(EnvironmentError):
    pass


class HFValidationError(ValueError):
    pass


class FileMetadataError(OSError):
    pass


class RepositoryNotFoundError(HfHubHTTPError):
    pass


class GatedRepoError(RepositoryNotFoundError):
    pass


class DisabledRepoError(HfHubHTTPError):
    pass


class RevisionNotFoundError(HfHubHTTPError):
    pass


class RevisionResolutionError(Exception):
    pass


class EntryNotFoundError(Exception):
    pass


class RemoteEntryNotFoundError(HfHubHTTPError, EntryNotFoundError):
    pass


class LocalEntryNotFoundError(FileNotFoundError, EntryNotFoundError):
    pass


class BadRequestError(HfHubHTTPError, ValueError):
    pass


class StrictDataclassError(Exception):
    pass


class StrictDataclassDefinitionError(StrictDataclassError):
    pass


class StrictDataclassFieldValidationError(StrictDataclassError):
    def __init__(self, field, cause):
        super().__init__(f"Validation error for field '{field}':\n    {cause.__class__.__name__}: {cause}")


class StrictDataclassClassValidationError(StrictDataclassError):
    def __init__(self, validator, cause):
        super().__init__(
            f"Class validation error for validator '{validator}':\n    {cause.__class__.__name__}: {cause}"
        )
