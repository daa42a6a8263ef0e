"""Reasoned exceptions from the habits. The list only shrinks: an exception that is not needed any more fails a test.

Each is (habit, place, reason). A place is a file, `file::name` of a function or class, or what the habit names.
"""

EXCEPTIONS: tuple[tuple[str, str, str], ...] = (
    ("dynamic import", "src/repaid/access/discovery.py", "finds the commands of every app beside it"),
    ("dynamic import", "src/repaid/interfaces/cli/main.py", "finds the modules with commands beside it"),
    ("empty name", "src/repaid/access/sessions.py::process_request", "the name is Django's"),
    ("empty name", "src/repaid/access/sessions.py::process_response", "the name is Django's"),
    ("empty name", "src/repaid/interfaces/ui/middleware.py::process_exception", "the name is Django's"),
)


def excepted(habit: str) -> set[str]:
    """The places that need not follow `habit`."""
    return {place for of, place, _ in EXCEPTIONS if of == habit}
