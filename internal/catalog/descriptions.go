package catalog

// Descriptions of fields that mean the same for every backend.
const (
	descriptionDoc = "A note for people that is stored with the backend. " +
		"It changes nothing about the connection."

	encodingDoc = "Characters of file names that the service cannot store as they are and that are " +
		"replaced by look-alikes, as a decimal bit mask in rclone's numbering. Change it only to " +
		"read names that were written with another mask."

	memoryPoolFlushTimeDoc = "Formerly the seconds after which unused upload buffers were given back. " +
		"Buffers come from a pool that needs no setting now."

	memoryPoolUseMmapDoc = "Formerly whether upload buffers were allocated outside of the program's heap. " +
		"Buffers come from a pool that needs no setting now."

	memoryPoolDeprecated = "It has no effect; remove it from the configuration."
)
