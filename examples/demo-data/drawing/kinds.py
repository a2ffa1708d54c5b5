"""Which function draws which kind of product."""

KINDS = {}


def draws(*names):
    """Registers a function `(canvas, colour)` under the names that the tables of goods use."""

    def register(function):
        for name in names:
            KINDS[name] = function
        return function

    return register
