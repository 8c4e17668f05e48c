"""The interactive page: what it shows (`data`), how it looks (`looks`, `layout`), and its template, style and script.

`exports/html.py` draws it with pyvis and puts everything into one file.
"""
