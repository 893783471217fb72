// Names that must not be mixed up, branded so that the compiler keeps them apart.

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Identity of one pipeline over all connections: `<provider>/<connection>/<project id>/<pipeline id>`. */
export type PipelineKey = Branded<string, 'PipelineKey'>;
/** Identity of one stored delivery (UUID). */
export type DeliveryId = Branded<string, 'DeliveryId'>;
/** A Mattermost channel. */
export type ChannelId = Branded<string, 'ChannelId'>;
/** A Mattermost post. */
export type PostId = Branded<string, 'PostId'>;
