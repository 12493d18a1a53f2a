package services

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var cloudinary = catalog.Backend{
	Name:     "cloudinary",
	Title:    "Cloudinary",
	Category: catalog.ObjectStorage,
	Doc: "Media library of a Cloudinary product environment. Connecting takes the environment's name and " +
		"an API key with its secret.",
	Fields: []catalog.Field{
		{
			Name: "cloud_name", Shape: cloudinaryPart, Group: catalog.Authentication, Required: true,
			Doc: "Name of the Cloudinary product environment, which the console shows next to the API keys.",
		},
		{
			Name: "api_key", Shape: cloudinaryPart, Group: catalog.Authentication, Required: true, Secret: true,
			Doc: "API key of the environment, a number. It cannot be changed in place: another key means " +
				"connecting again.",
		},
		{
			Name: "api_secret", Shape: cloudinaryPart, Group: catalog.Authentication, Required: true, Secret: true,
			Doc: "Secret that belongs to the API key in `api_key`. It cannot be changed in place: another secret " +
				"means connecting again.",
		},
		{
			Name: "upload_preset", Group: catalog.Transfer,
			Doc: "Name of an upload preset in Cloudinary, a set of transformations and rules that is applied to " +
				"every file that is uploaded. Empty applies none.",
		},
		{
			Name: "upload_prefix", Shape: catalog.Address, Group: catalog.Authentication,
			Doc: "Address of the API for environments outside of the United States, for example " +
				"`https://api-eu.cloudinary.com`. The embedded engine cannot verify such an " +
				"environment: it always asks the default address.",
		},
		{
			Name: "eventually_consistent_delay", Group: catalog.Listing, Kind: catalog.Seconds,
			Doc: "Seconds to wait after a change before the next listing, because Cloudinary's search lags behind " +
				"its writes. Raise it when files just written are not found.",
		},
		parts.Description,
		parts.Encoding("52543246"),
		{
			Name: "adjust_media_files_extensions", Group: catalog.Transfer, Kind: catalog.Bool, Default: true, Since: catalog.October,
			Doc: "Gives media files their extension back. Cloudinary keeps it apart from the name, so that without this `cat.jpg` " +
				"is listed as `cat`.",
		},
		{
			Name: "media_extensions", Free: true, Group: catalog.Transfer, Since: catalog.October,
			Default: "3ds,3g2,3gp,ai,arw,avi,avif,bmp,bw,cr2,cr3,djvu,dng,eps3,fbx,flif,flv,gif,glb,gltf,hdp,heic,heif,ico,indd,jp2," +
				"jpe,jpeg,jpg,jxl,jxr,m2ts,mov,mp4,mpeg,mts,mxf,obj,ogv,pdf,ply,png,psd,svg,tga,tif,tiff,ts,u3ma,usdz,wdp,webm,webp,wmv",
			Doc: "Extensions of the files that Cloudinary treats as media, as a list with commas; see " +
				"`adjust_media_files_extensions`.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "API key", Fields: []string{"cloud_name", "api_key", "api_secret"},
			Doc: "A pair of key and secret of the product environment.",
		},
	},
	Verified: "It lists the top folder of the media library, at Cloudinary's default address: an environment at " +
		"another `upload_prefix` cannot be verified.",
	VerifiedRead: "Files are read at their public address, which asks for no key: an answer proves nothing about the " +
		"credentials.",
	VerifiedWrite: "Upload and removal are signed with `api_secret`, and `upload_preset` is tried too.",
}

// cloudinaryPart is one part of the address that Cloudinary's console offers as a whole.
// Source: "Cloudinary credentials tutorial", API environment variable.
func cloudinaryPart(_ *catalog.Field, value string) *catalog.Finding {
	if !strings.Contains(value, "://") {
		return nil
	}
	return &catalog.Finding{
		Summary: "is a whole address",
		Detail: "It is one part of it: cloudinary://<api_key>:<api_secret>@<cloud_name>.\n" +
			"Put each part into the field of its name.",
	}
}
