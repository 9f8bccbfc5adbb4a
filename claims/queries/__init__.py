"""The only reader: claims now and as they were believed, histories, pages, the log, sources and batches."""
