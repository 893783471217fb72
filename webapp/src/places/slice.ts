// The CI systems whose links can be looked at and where issues can be made: asked for once, and again when they may be others.
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { Dispatch } from 'redux';
import { paths, PLUGIN_ID } from '@ci-command-center/contract';
import type { PlaceList, PlaceView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { dig, isBoolean, isString, listOf, optional, shape } from '../host/guard.ts';

const isPlace = shape<PlaceView>({
  provider: isString,
  title: isString,
  connection: isString,
  url: isString,
  previews: isBoolean,
  issues: isBoolean,
  connect: optional(isString),
});
const isPlaces = listOf(isPlace);
const isPlaceList = shape<PlaceList>({ places: isPlaces });

interface PlacesState {
  readonly places: readonly PlaceView[];
}

const initialState: PlacesState = { places: [] };
const slice = createSlice({
  name: 'ci/places',
  initialState,
  reducers: { placesLoaded: (_: PlacesState, { payload }: PayloadAction<readonly PlaceView[]>) => ({ places: [...payload] }) },
});

export const placesReducer = slice.reducer;

const none: readonly PlaceView[] = [];

export function placesIn(state: unknown): readonly PlaceView[] {
  const places = dig(state, `plugins-${PLUGIN_ID}`, 'places', 'places');
  return isPlaces(places) ? places : none;
}

export function issuePlaces(places: readonly PlaceView[]): readonly PlaceView[] {
  return places.filter(({ issues }) => issues);
}

/** Those that were known stay when the server cannot be asked. */
export async function loadPlaces(dispatch: Dispatch): Promise<void> {
  const answer = await request(pluginAddress(paths.places), isPlaceList);
  if (answer.ok) dispatch(slice.actions.placesLoaded(answer.value.places));
}
