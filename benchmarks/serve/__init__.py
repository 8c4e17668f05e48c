"""How fast `l2graph serve` answers many clients, whether it loses anything, and whether its memory stays flat."""
