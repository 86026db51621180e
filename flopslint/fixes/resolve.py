"""From what a rule suggests to edits of text."""

from __future__ import annotations

from collections.abc import Callable

from flopslint.core.errors import SourceError
from flopslint.core.fix import Change, DropComment, DropStatement, Edit, Fix, SetArgument, Suggestion
from flopslint.fixes.arguments import argument_edit
from flopslint.fixes.comments import comment_edit
from flopslint.fixes.parsed import ParsedFile
from flopslint.fixes.statements import statement_edit


def fix_of(suggestion: Suggestion, file_of: Callable[[str], ParsedFile | None]) -> tuple[Fix, Change] | None:
    """The edits of a suggestion, and which of its changes they make; None where the text lets none be made.

    A safe one goes before the others. ``file_of`` gives a file by its path, None for one that may not be changed.
    """
    found: list[tuple[Fix, Change]] = []
    for change in (suggestion.change, *suggestion.others):
        file = file_of(change.place.path)
        edit = None if file is None else _edit(change, file)
        if edit is not None:
            is_safe = suggestion.is_safe and edit[1]
            found.append((Fix(message=suggestion.message, is_safe=is_safe, edits=(edit[0],)), change))
    return next((one for one in found if one[0].is_safe), found[0] if found else None)


def _edit(change: Change, file: ParsedFile) -> tuple[Edit, bool] | None:
    """The edit of a change, and whether it replaces nothing that was worked out.

    To replace what is not a constant is never safe: it may come out right for other models.
    """
    edit: Edit | None = None
    try:
        if isinstance(change, SetArgument):
            return argument_edit(file, change)
        if isinstance(change, DropComment):
            edit = comment_edit(file.source, change.comment, change.codes)
        elif isinstance(change, DropStatement):
            edit = statement_edit(file, change.call)
    except SourceError:
        return None
    return None if edit is None else (edit, True)
