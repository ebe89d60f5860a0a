"""An encrypted home: what lies on its disk can be read with its key and not without."""
