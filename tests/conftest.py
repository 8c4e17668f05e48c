"""Its folder is on the import path of every test, so that `builders` can be imported."""
