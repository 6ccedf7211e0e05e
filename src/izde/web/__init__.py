"""`izde serve`: the library as pages for readers, and at the same addresses as data for programs.

`app` puts the routes together. A request's words are read by `asking`, answered by `pages` (HTML) or
`machines` (JSON, Atom, BibTeX …), and shown by `templates`. Nothing here writes to the library, and nothing
of a request names a file.
"""
