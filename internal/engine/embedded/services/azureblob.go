package services

import (
	"github.com/rclone/rclone/fs/config/configmap"
)

var azureBlob = Service{
	Name:      "azureblob",
	Addresses: azureAddresses,
	SignsTime: true,
	// Unset, rclone asks whether the account has a hierarchical namespace.
	Forced:   map[string]string{"hns": "false"},
	Mend:     certificatePassword,
	Dials:    func(o configmap.Simple) string { return azureAddress(o, "blob.core.windows.net") },
	Symptoms: azureSymptoms,
}
