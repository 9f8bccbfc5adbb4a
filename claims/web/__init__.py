"""The review desk: pages to read and review claims in a browser. It asks the reader and the ledger, never SQL."""
