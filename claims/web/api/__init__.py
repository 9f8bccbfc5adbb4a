"""The API under /api/v1: the records of `--json` over HTTP. It asks the book, as the pages and the commands do."""
