package services

import (
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas"
	"github.com/rclone/rclone/fs/config/configmap"
)

var azureBlob = Service{
	Name:      "azureblob",
	NeverHTML: true,
	Addresses: azureAddresses,
	SignsTime: true,
	// Unset, rclone asks whether the account has a hierarchical namespace.
	Forced:   map[string]string{"hns": "false"},
	Root:     sasContainer,
	Mend:     certificatePassword,
	Dials:    func(o configmap.Simple) string { return azureAddress(o, "blob.core.windows.net") },
	Symptoms: azureSymptoms,
}

// sasContainer is the container of a SAS URL that is for one. rclone takes it for the
// only one there is, without a request.
func sasContainer(o configmap.Simple) string {
	if o["sas_url"] == "" {
		return ""
	}
	parts, err := sas.ParseURL(o["sas_url"])
	if err != nil {
		return ""
	}
	return parts.ContainerName
}
