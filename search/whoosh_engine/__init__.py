"""The pure-Python engine: Whoosh keeps the words; sets of documents are bits of one number."""
