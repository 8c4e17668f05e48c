/* Told before anything else runs, in old syntax: what this browser lacks. */
