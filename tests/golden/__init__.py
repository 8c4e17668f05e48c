"""Small texts of our own and all that the program says of them, as N-Quads: reviewed by hand, compared as sets."""
