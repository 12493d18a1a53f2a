package services

import (
	"net"
	"strings"

	"github.com/rclone/rclone/fs/config/configmap"
	"storj.io/uplink"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var storj = Service{
	Name:      "storj",
	Addresses: []string{"satellite_address"},
	Dials:     storjAddress,
	Refuse:    needsStorjWay,
	Symptoms:  storjSymptoms,
}

// storjSymptoms has the symptoms of the service under either name.
var storjSymptoms = []Symptom{
	{Texts: []string{"invalid access grant format"}, Plain: true, Field: "access_grant",
		What: "The access grant is malformed",
		Next: "Copy the whole access grant"},
	{Texts: []string{"invalid api key format", "api key format error", "invalid macaroon"}, Plain: true, Field: "api_key",
		What: "The API key is malformed",
		Next: "Copy the whole API key; an access grant goes into access_grant, without passphrase"},
	{Texts: []string{"Invalid API credentials"}, OneOf: []string{"access_grant", "api_key"},
		What: "The satellite does not know the credentials",
		Next: "Check that they were made at this satellite and not deleted since"},
	{Texts: []string{"Unauthorized API credentials"}, OneOf: []string{"access_grant", "api_key"}, Permission: true,
		What: "The credentials have expired, or may not list %s",
		Next: "Make new ones, or set verify_path to a bucket that they may list"},
	{Texts: []string{"peer ID did not match", "node id is required", "node ID error", "node ID: ", "invalid node",
		"invalid userinfo"}, Field: "satellite_address",
		What: "The node id in the satellite's address is missing or wrong",
		Next: "Write the address as id@host:port, as Storj shows it"},
}

// needsStorjWay refuses a configuration that names no way to authenticate: rclone would
// sign in with an empty key.
func needsStorjWay(b *catalog.Backend, values catalog.Values) error {
	return needsAWay(b, values, engine.Error{
		Message: "Nothing says how to authenticate with the satellite.",
		Advice:  "Set access_grant, or api_key and passphrase.",
	})
}

// storjAddress returns the satellite's address. It speaks DRPC and is never reached
// through a proxy.
func storjAddress(o configmap.Simple) string {
	satellite := o["satellite_address"]
	if grant := o["access_grant"]; grant != "" {
		access, err := uplink.ParseAccess(grant)
		if err != nil {
			return ""
		}
		satellite = access.SatelliteAddress()
	}
	_, host, hasNode := strings.Cut(satellite, "@")
	if !hasNode {
		host = satellite
	}
	if _, _, err := net.SplitHostPort(host); err != nil {
		host = net.JoinHostPort(host, "7777")
	}
	return "tcp://" + host
}
