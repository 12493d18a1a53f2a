package services

import (
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var smb = Service{
	Name:      "smb",
	Addresses: []string{"host"},
	Isolate:   withoutTicket("use_kerberos", "true"),
	Symptoms: []Symptom{
		{Texts: []string{"attempted logon is invalid", "STATUS_LOGON_FAILURE"}, Plain: true,
			What: "The server refused user or password, and does not say which of them is wrong",
			Next: "Check user, pass and domain"},
		{Texts: []string{"account restrictions", "account is currently disabled", "account has been locked",
			"password has expired", "must be changed before", "logon type"}, Field: "user",
			What: "The server knows the user, and does not let it in",
			Next: "Check the account on the server: whether it is locked, disabled, or must change its password"},
		{Texts: []string{"specified share name cannot be found", "bad network name"}, Plain: true, Field: engine.VerifyPath,
			What: "The server has no such share",
			Next: "Check the first part of verify_path, which is the name of a share"},
		{Texts: []string{"does not exist", "object name not found", "object path not found", Nowhere},
			Plain: true, Field: engine.VerifyPath,
			What: "There is no such folder in the share",
			Next: "Check verify_path, or create the folder first"},
		{Texts: []string{"requested access rights", "access has been denied", "permission denied", "Access is denied"},
			Listing: true, Permission: true,
			What: "The user may not list %s"},
		{Texts: []string{"invalid protocol id", "broken smb", "unexpected EOF", ": EOF", "connection reset"},
			Plain: true, Address: true,
			What: "Something answered that does not speak SMB 2 or 3",
			Next: "Check host and port, and that the server is not limited to SMB 1"},
	},
}

// kerberos has the variables that say where Kerberos finds tickets and servers.
var kerberos = []string{"KRB5_CONFIG", "KRB5CCNAME", "KRB5_KTNAME"}

// withoutTicket hides the machine's Kerberos tickets from a configuration that does
// not ask for them. An option asks for them if it has the given value, or if it has
// any value and none is given.
func withoutTicket(option, value string, more ...string) func(configmap.Simple) func() {
	return func(options configmap.Simple) (restore func()) {
		if set := options[option]; set != "" && (value == "" || set == value) {
			return func() {}
		}
		return without(append(more, kerberos...)...)
	}
}
