"""How the language model was made: data readers, the network, the training run, the export."""
