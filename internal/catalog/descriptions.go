package catalog

// Descriptions of fields that mean the same for every backend.
const (
	descriptionDoc = "A note for people that is stored with the backend. " +
		"It changes nothing about the connection."

	encodingDoc = "Characters of file names that the service cannot store as they are and that are " +
		"replaced by look-alikes, as a decimal bit mask in rclone's numbering. Change it only to " +
		"read names that were written with another mask."
)
