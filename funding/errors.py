"""What went wrong, said to the person who can mend it."""


class PassgenauError(Exception):
    """One line saying what, where and what to do; the CLI prints it and exits with `exit_code` (1 or 2)."""

    exit_code = 1


class InputError(PassgenauError):
    """The given file, option or profile is wrong: nothing was done."""

    exit_code = 2
