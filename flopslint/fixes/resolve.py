"""From what a rule suggests to edits of text."""

from __future__ import annotations

from flopslint.core.errors import SourceError
from flopslint.core.fix import DropComment, DropStatement, Edit, Fix, SetArgument, Suggestion
from flopslint.fixes.arguments import argument_edit
from flopslint.fixes.comments import comment_edit
from flopslint.fixes.parsed import ParsedFile
from flopslint.fixes.statements import statement_edit


def fix_of(suggestion: Suggestion, file: ParsedFile) -> Fix | None:
    """The edits of a suggestion; None where the text does not let it be made.

    To replace what is not a constant is never safe: it may come out right for other models.
    """
    edit: Edit | None = None
    is_safe = suggestion.is_safe
    change = suggestion.change
    try:
        if isinstance(change, SetArgument):
            found = argument_edit(file, change)
            if found is not None:
                edit, is_constant = found
                is_safe = is_safe and is_constant
        elif isinstance(change, DropComment):
            edit = comment_edit(file.source, change.comment, change.codes)
        elif isinstance(change, DropStatement):
            edit = statement_edit(file, change.call)
    except SourceError:
        return None
    return None if edit is None else Fix(message=suggestion.message, is_safe=is_safe, edits=(edit,))
