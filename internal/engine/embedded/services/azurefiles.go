package services

import (
	"slices"

	"github.com/rclone/rclone/fs/config/configmap"
)

var azureFiles = Service{
	Name:      "azurefiles",
	NeverHTML: true,
	Addresses: azureAddresses,
	SignsTime: true,
	Mend:      certificatePassword,
	Dials:     func(o configmap.Simple) string { return azureAddress(o, "file.core.windows.net") },
	Symptoms: slices.Concat([]Symptom{
		{Texts: []string{"connection string is either blank or malformed", "connection string missing"},
			Plain: true, Field: "connection_string",
			What: "The connection string is malformed",
			Next: "Copy the whole connection string of the storage account"},
		{Texts: []string{"ShareNotFound"}, Field: "share_name",
			What: "The share does not exist",
			Next: "Check share_name, and create the share first"},
		{Texts: []string{"is a file not a directory"}, Address: true,
			What: "Something answered that is no Azure Files service",
			Next: "Check host, port and path of the endpoint"},
	}, azureSymptoms),
}
